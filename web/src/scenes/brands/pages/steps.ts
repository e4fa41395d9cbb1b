/** What an arrow key does: millimetres across and down, and whether it moves or sizes. */
export interface Step {
  readonly dx: number;
  readonly dy: number;
  readonly sizes: boolean;
}

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** An arrow moves by 1 mm, with Shift by 5, with Alt by a tenth; with Ctrl (or ⌘) it moves the right or lower edge instead. */
export function stepOf({ key, shiftKey, altKey, ctrlKey, metaKey }: Pressed): Step | undefined {
  const direction = directions[key];
  if (direction === undefined) return undefined;
  const length = altKey ? 0.1 : shiftKey ? 5 : 1;
  return { dx: direction[0] * length, dy: direction[1] * length, sizes: ctrlKey || metaKey };
}
