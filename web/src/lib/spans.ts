// Cuts a text at the borders of all marks on it. Marks may overlap in any way; each piece knows every mark that lies on it.
// Positions in records are code points; JavaScript counts UTF-16 units, so the text is cut as an array of code points.

export type Span = [number, number];

export interface Mark {
  span: Span;
  layer: Layer;
  // The record's item that the mark belongs to, e.g. `e3`, `a1`, `repair-2`.
  item: string;
  // Marks of one item play several parts, e.g. the trigger and the source of an event.
  part: string;
}

export type Layer = 'event' | 'quote' | 'actor' | 'place' | 'time' | 'repair' | 'doubt' | 'commitment' | 'evidence' | 'found';

export interface Piece {
  begin: number;
  end: number;
  text: string;
  marks: Mark[];
  // Marks that begin with this piece.
  starts: Mark[];
}

// The pieces of `points[begin, end)`, in order and without gaps. Marks that reach outside are clipped; empty ones are left out.
export function cut(points: string[], begin: number, end: number, marks: Mark[]): Piece[] {
  const inside = marks
    .map((mark) => ({ mark, from: Math.max(begin, mark.span[0]), to: Math.min(end, mark.span[1]) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const borders = [...new Set([begin, end, ...inside.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  let open: typeof inside = [];
  let next = 0;
  for (let i = 0; i + 1 < borders.length; ++i) {
    const from = borders[i];
    const to = borders[i + 1];
    open = open.filter((entry) => entry.to > from);
    const starts: Mark[] = [];
    while (next < inside.length && inside[next].from === from) {
      open.push(inside[next]);
      starts.push(inside[next].mark);
      next += 1;
    }
    pieces.push({ begin: from, end: to, text: points.slice(from, to).join(''), marks: open.map((entry) => entry.mark), starts });
  }
  return pieces;
}
