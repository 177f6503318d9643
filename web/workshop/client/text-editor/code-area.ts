/** A text area with the number of each line at its side, and wrong lines marked. */
export interface CodeArea {
  text(): string;
  /** Puts another text in, as when somebody else's is taken over. */
  show(text: string): void;
  /** Writes at the cursor, as if typed. */
  insert(text: string): void;
  goTo(line: number): void;
  markWrong(lines: readonly number[]): void;
}

const lineOf = (text: string): HTMLElement => {
  const line = document.createElement('div');
  const ghost = document.createElement('span');
  ghost.textContent = text === '' ? '\u200b' : text;
  line.append(ghost);
  return line;
};

/**
 * The numbers stand on an unseen copy of the text behind the area, which wraps where the area wraps: so they stay beside
 * their lines, and the area grows with its text.
 */
export const codeArea = (area: HTMLTextAreaElement): CodeArea => {
  const copy = area.parentElement?.querySelector<HTMLElement>('.code-lines');
  if (!copy) throw new Error('the text area has no place for its line numbers');
  area.parentElement?.classList.add('has-lines');
  let wrong: readonly number[] = [];
  const draw = (): void => {
    copy.replaceChildren(...area.value.split('\n').map(lineOf));
    for (const line of wrong) copy.children[line - 1]?.classList.add('is-wrong');
  };
  area.addEventListener('input', draw);
  draw();
  return {
    text: () => area.value,
    show(text) {
      if (area.value === text) return;
      area.value = text;
      area.dispatchEvent(new Event('input', { bubbles: true }));
    },
    insert(text) {
      area.focus();
      area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
      area.dispatchEvent(new Event('input', { bubbles: true }));
    },
    goTo(line) {
      const before = area.value.split('\n').slice(0, line - 1);
      const start = before.reduce((sum, text) => sum + text.length + 1, 0);
      const end = area.value.indexOf('\n', start);
      area.focus();
      area.setSelectionRange(start, end === -1 ? area.value.length : end);
      copy.children[line - 1]?.scrollIntoView({ block: 'center' });
    },
    markWrong(lines) {
      wrong = lines;
      draw();
    },
  };
};
