import { problem } from '../../errors.js';

/**
 * The edition that a text names, whatever its capitals.
 * @param editions of what others have published of the figure
 * @throws CC-USE-001 naming the editions there are
 */
export function editionOf(text: string, editions: readonly string[]): string {
  const wanted = text.trim().toLowerCase();
  const found = editions.find((edition) => edition.toLowerCase() === wanted);
  if (found !== undefined) return found;
  const isPublished = editions.length > 0;
  throw problem('CC-USE-001', {
    where: '--edition',
    expected: isPublished ? `one of ${editions.join(', ')}` : 'a figure that others have published',
    got: isPublished ? `"${text}"` : `"${text}" of one that nobody has`,
    next: 'Leave --edition out for the latest.',
  });
}
