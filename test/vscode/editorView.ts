/** A text that is underlined in the editor. */
export interface Squiggle {
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
}

// These functions run in the page: they are sent there as text and can use nothing from outside themselves.

/** Reads the lines that an editor shows. */
export function readLines(editor: Element): { number: number; text: string }[] {
  const top = (element: Element) => Math.round(element.getBoundingClientRect().top);
  const numbers = new Map(
    [...editor.querySelectorAll('.margin-view-overlays .line-numbers')].map((number) => [
      top(number),
      number.textContent,
    ]),
  );
  return [...editor.querySelectorAll('.view-lines > .view-line')]
    .map((line) => ({ top: top(line), text: line.textContent.replace(/\u00a0/g, ' ') }))
    .sort((a, b) => a.top - b.top)
    .map(({ top, text }) => ({ number: Number(numbers.get(top)), text }));
}

/** Reads what an editor underlines: a squiggle is a box of its own, so its text is what lies above the box. */
export function readSquiggles(editor: Element): Squiggle[] {
  const middle = (box: DOMRect) => box.top + box.height / 2;
  const numbers = [...editor.querySelectorAll('.margin-view-overlays .line-numbers')];
  const lines = [...editor.querySelectorAll('.view-lines > .view-line')];
  const at = (elements: Element[], y: number) =>
    elements.find((element) => {
      const box = element.getBoundingClientRect();
      return box.top <= y && y < box.bottom;
    });
  const textUnder = (line: Element, from: number, to: number) => {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let text = '';
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const content = node.textContent ?? '';
      for (let i = 0; i < content.length; i++) {
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        const box = range.getBoundingClientRect();
        const centre = box.left + box.width / 2;
        if (from <= centre && centre <= to) text += content.charAt(i);
      }
    }
    return text.replace(/\u00a0/g, ' ');
  };
  const found: Squiggle[] = [];
  for (const severity of ['error', 'warning', 'info', 'hint'] as const) {
    for (const squiggle of editor.querySelectorAll(`.view-overlays .squiggly-${severity}`)) {
      const box = squiggle.getBoundingClientRect();
      const line = at(lines, middle(box));
      if (!line) continue;
      const number = at(numbers, middle(box))?.textContent;
      found.push({ severity, line: Number(number), text: textUnder(line, box.left, box.right) });
    }
  }
  return found.sort((a, b) => a.line - b.line);
}
