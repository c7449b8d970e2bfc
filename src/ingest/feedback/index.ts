export { feedbackPage } from './feedback-page.js';
export { feedbackWorkbook, type FeedbackSetting } from './feedback-workbook.js';
export { folderName } from './folder-name.js';
export { findOrganisation, knownWorkplaces, type Organisation } from './known-workplaces.js';
export { monthsOf, readFeedback, type Feedback } from './read-feedback.js';
export { returnTemplate, type KnownWorkplace, type ReturnRequest } from './return-template.js';
