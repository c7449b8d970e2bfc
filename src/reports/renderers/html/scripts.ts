/**
 * Puts a button into each head of a column of numbers: from highest, from lowest, then as printed. Marks in place of a figure stay last. Without it the table is as printed.
 */
export const SORT_SCRIPT = `
(() => {
  const tables = document.querySelectorAll('table.sortable');
  if (tables.length === 0) return;
  const status = document.createElement('p');
  status.className = 'hidden';
  status.setAttribute('role', 'status');
  document.querySelector('main').append(status);
  const numberIn = (row, column) => {
    const text = row.cells[column].textContent.trim();
    return /\\d/.test(text) && !text.startsWith('[')
      ? Number(text.replace(/\\[.*|[£%,\\s]/g, '').replace(/[\\u2212\\u2013]/, '-'))
      : NaN;
  };
  const sorts = (rows, column) =>
    rows.every((row) => row.cells[column].textContent.trim().startsWith('[') || !Number.isNaN(numberIn(row, column)));
  const ordered = (rows, column, sign) => {
    const known = rows.filter((row) => !Number.isNaN(numberIn(row, column)));
    const rest = rows.filter((row) => Number.isNaN(numberIn(row, column)));
    known.sort((a, b) => sign * (numberIn(a, column) - numberIn(b, column)));
    return [...known, ...rest];
  };
  const NEXT = { none: 'descending', descending: 'ascending', ascending: 'none' };
  const WORDS = { descending: 'highest first', ascending: 'lowest first' };
  for (const table of tables) {
    const body = table.tBodies[0];
    const printed = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    const hint = document.createElement('span');
    hint.className = 'hidden hint';
    hint.textContent = 'Buttons in the heads sort the table.';
    table.caption.append(hint);
    heads.forEach((head, column) => {
      if (!head.classList.contains('number') || !sorts(printed, column)) return;
      const name = head.textContent.trim().replace(/\\s+/g, ' ');
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const order = NEXT[head.getAttribute('aria-sort') ?? 'none'];
        heads.forEach((each) => each.removeAttribute('aria-sort'));
        if (order !== 'none') head.setAttribute('aria-sort', order);
        const sign = order === 'ascending' ? 1 : -1;
        body.append(...(order === 'none' ? printed : ordered(printed, column, sign)));
        status.textContent = order === 'none' ? 'In the order of the paper' : 'Sorted by ' + name + ', ' + WORDS[order];
      });
    });
  }
})();
`;

/**
 * Shows the search of the list of packs and leaves in the list what has its words in the name.
 * Without it the whole list is there and no search.
 */
export const SEARCH_SCRIPT = `
(() => {
  const search = document.querySelector('.search');
  const input = search.querySelector('input');
  const status = search.querySelector('[role=status]');
  const sections = [...document.querySelectorAll('main section')];
  const items = [...document.querySelectorAll('main section li')];
  const folded = (text) => text.normalize('NFD').replace(/\\p{M}/gu, '').toLowerCase();
  const names = items.map((item) => folded(item.dataset.area));
  search.hidden = false;
  input.addEventListener('input', () => {
    const words = folded(input.value).split(/\\s+/).filter((word) => word !== '');
    items.forEach((item, index) => {
      item.hidden = !words.every((word) => names[index].includes(word));
    });
    sections.forEach((section) => {
      section.hidden = section.querySelector('li:not([hidden])') === null;
    });
    const shown = items.filter((item) => !item.hidden).length;
    status.textContent = words.length === 0 ? '' : shown + ' of ' + items.length + ' ' + (items.length === 1 ? search.dataset.one : search.dataset.many);
  });
})();
`;
