export { readModelTests, type ModelTest } from './read.js';
export { runModelTest, type TestOutcome } from './run.js';
export { failureText } from './show.js';
