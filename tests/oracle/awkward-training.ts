import type { Cells } from './cells.js';

/** Cells of a training record that a provider might write. */
const TRAINING_CELLS: Record<string, readonly string[]> = {
  CATEGORY: ['6', '6', '7', '41', '3', 'fire', ''],
  DATECOMPLETED: ['01/02/2023', '29/02/2024', '01/04/2024', '31/12/2030', '31/02/2024', ''],
  EXPIRYDATE: ['29/02/2024', '31/03/2024', '01/04/2024', '31/12/2030', '01/01/2020', '1 May', ''],
};

/** Gives records for workers of a return, and a few for nobody; none of every other return. */
export function awkwardTraining(
  random: () => number,
): (workers: readonly Cells[]) => readonly Cells[] {
  const pick = (items: readonly string[]): string =>
    items[Math.floor(random() * items.length)] ?? '';
  const record = ({ LOCALESTID, UNIQUEWORKERID }: Cells): Cells => ({
    LOCALESTID: LOCALESTID ?? '',
    UNIQUEWORKERID: (random() < 0.05 ? 'nobody' : UNIQUEWORKERID) ?? '',
    ...Object.fromEntries(
      Object.entries(TRAINING_CELLS).map(([name, cells]) => [name, pick(cells)]),
    ),
  });
  return (workers) => {
    if (random() < 0.5) return [];
    return workers.flatMap((worker) =>
      Array.from({ length: Math.floor(random() * 4) }, () => record(worker)),
    );
  };
}
