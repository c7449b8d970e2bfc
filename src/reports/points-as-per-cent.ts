const SENTENCE_END = /(?<=[.;!?])\s+/;
const CLAUSE_END = /[,:()]|\b(?:and|as|but|when|where|while|whilst|though|although|which|that)\b/i;
const PER_CENT = '[\\d.]+ ?(?:%|per ?cent\\b)';
const MOVED_WORD =
  '\\b(?:rose|risen|fell|fallen|grew|grown|dropped|higher|lower|up|down|increased?|decreased?)\\b';

/** "Rose by 1.5%", "fell 1.5 per cent", "was 1.5% higher": what moved stands before. */
const MOVED = new RegExp(
  `${MOVED_WORD}(?:(?:(?!${MOVED_WORD}).)*?\\bby)? (?:about )?${PER_CENT}` +
    `|\\b${PER_CENT} (?:higher|lower|up|down)\\b`,
  'gi',
);

/** "A rise of 1.5% in", "a 1.5% fall in": what moved stands after. */
const MOVE_IN = new RegExp(
  `\\b(?:rise|fall|increase|decrease|drop|reduction)s? of (?:about )?${PER_CENT} in\\b` +
    `|\\b${PER_CENT} (?:rise|fall|increase|decrease|drop|reduction) in\\b`,
  'gi',
);

/** What is counted in per cent, so that it moves in percentage points. A rate of pay is not. */
const OF_A_RATE = /^(?:vacancy|turnover|rates?|shares?|proportion|percentage|retention|coverage)$/i;

/** What may move, in per cent or not. */
const SUBJECT =
  /\b(?:(?:vacancy|turnover)(?! (?:costs?|numbers?|posts?|pay))|(?<!\b(?:hourly|daily|interest|tax) )rates?|shares?|proportion|percentage|retention|coverage|pay|wages?|earnings|prices?|fees?|costs?|spend(?:ing)?|budgets?|posts?|vacancies|workers|staff|employees|numbers?|population|demand|hours)\b/gi;

/**
 * The first sentence of a text that gives the change of a rate in per cent; undefined where none does.
 * @param ofRate whether the text is known to speak of a rate, whatever its words.
 * @example pointsAsPerCent('The vacancy rate rose by 1.5%.', false) // 'The vacancy rate rose by 1.5%.'
 * @example pointsAsPerCent('Pay rose by 1.5%.', false) // undefined
 */
export function pointsAsPerCent(text: string, ofRate: boolean): string | undefined {
  return text
    .split(SENTENCE_END)
    .find((sentence) =>
      movers(sentence).some((mover) => ofRate || (mover !== undefined && OF_A_RATE.test(mover))),
    );
}

/** What moved in per cent, once for each move; undefined where the sentence does not name it. */
function movers(sentence: string): (string | undefined)[] {
  const before = [...sentence.matchAll(MOVED)].map(({ index }) =>
    sentence.slice(0, index).split(CLAUSE_END).map(firstSubject).findLast(isThere),
  );
  const after = [...sentence.matchAll(MOVE_IN)].map(({ index }) =>
    firstSubject(sentence.slice(index)),
  );
  return [...before, ...after];
}

function firstSubject(clause: string): string | undefined {
  return clause.match(SUBJECT)?.[0];
}

function isThere(word: string | undefined): boolean {
  return word !== undefined;
}
