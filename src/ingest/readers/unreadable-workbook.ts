/** A workbook that cannot be read; `reason` is in words for the provider: what is wrong and what to do. */
export class UnreadableWorkbook extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'UnreadableWorkbook';
  }
}
