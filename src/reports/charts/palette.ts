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
  darkPink: '#801650',
  darkGrey: '#3d3d3d',
  lightBlue: '#6bace6',
  quietBar: '#bfbfbf',
  grid: '#d9d9d9',
} as const;

/**
 * How strongly two colours stand apart, 1 to 21.
 * @source WCAG 2.2, contrast ratio
 */
export function contrastRatio(first: string, second: string): number {
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
