export { loadMetrics, type MetricFamily } from './definition.js';
export { publicMeasureSql } from './disclosure/control.js';
export { measure } from './rollup.js';
