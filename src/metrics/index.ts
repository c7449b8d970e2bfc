export { CONTRIBUTION_FILES } from './contributions.js';
export { loadMetrics, type MetricFamily } from './definition.js';
export { publicMeasureSql } from './disclosure/control.js';
export { metricSelects, type MetricSelect } from './lineage.js';
export { measure } from './rollup.js';
