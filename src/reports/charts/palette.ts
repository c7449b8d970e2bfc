/**
 * The colours of the pages and charts.
 * @source Government Analysis Function, Data visualisation: colours (as afcharts); GOV.UK text colours
 */
export const PALETTE = {
  text: '#0b0c0c',
  secondary: '#505a5f',
  border: '#b1b4b6',
  link: '#1d70b8',
  focus: '#ffdd00',
  paper: '#ffffff',
  panel: '#f3f2f1',
  darkBlue: '#12436d',
  orange: '#f46a25',
  turquoise: '#28a197',
  darkPink: '#801650',
  darkGrey: '#3d3d3d',
  midBlue: '#2073bc',
  lightBlue: '#6bace6',
  quietBar: '#bfbfbf',
  grid: '#d9d9d9',
} as const;
