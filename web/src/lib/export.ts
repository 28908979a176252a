// Takes what is on the screen out of it: rows as CSV or JSONL, pictures as SVG or PNG.

export type Row = Record<string, string | number | null | undefined>;

function save(blob: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// A cell that a spreadsheet would run as a formula gets an apostrophe before it.
export function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  let text = String(value);
  if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text) && !/^-?[0-9.]+$/.test(text)) text = "'" + text;
  return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

export function asCsv(rows: Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [columns.join(','), ...rows.map((row) => columns.map((column) => csvCell(row[column])).join(','))].join('\r\n') + '\r\n';
}

export function saveCsv(rows: Row[], name: string) {
  save(new Blob([asCsv(rows)], { type: 'text/csv;charset=utf-8' }), name + '.csv');
}

export function saveJsonl(rows: unknown[], name: string) {
  save(new Blob([rows.map((row) => JSON.stringify(row)).join('\n') + '\n'], { type: 'application/x-ndjson' }), name + '.jsonl');
}

const kDrawn = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'fill-opacity', 'opacity', 'font-size', 'font-family', 'font-weight', 'text-anchor'];

// A copy that looks the same without the page's style sheet.
function standalone(svg: SVGSVGElement): { source: string; width: number; height: number } {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, i) => {
    const style = getComputedStyle(originals[i]);
    for (const property of kDrawn) element.setAttribute(property, style.getPropertyValue(property));
    element.removeAttribute('class');
  });
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const background = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const box = svg.viewBox.baseVal;
  background.setAttribute('x', String(box?.x ?? 0));
  background.setAttribute('y', String(box?.y ?? 0));
  background.setAttribute('width', String(box?.width || width));
  background.setAttribute('height', String(box?.height || height));
  background.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  copy.prepend(background);
  return { source: new XMLSerializer().serializeToString(copy), width, height };
}

export type Picture = SVGSVGElement | HTMLCanvasElement | null | undefined;

export function saveSvg(picture: SVGSVGElement, name: string) {
  save(new Blob([standalone(picture).source], { type: 'image/svg+xml' }), name + '.svg');
}

export async function savePng(picture: SVGSVGElement | HTMLCanvasElement, name: string) {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const paint = (image: CanvasImageSource, width: number, height: number) => {
    canvas.width = width;
    canvas.height = height;
    pen.fillStyle = getComputedStyle(document.body).backgroundColor;
    pen.fillRect(0, 0, width, height);
    pen.drawImage(image, 0, 0, width, height);
  };
  if (picture instanceof HTMLCanvasElement) {
    paint(picture, picture.width, picture.height);
  } else {
    const { source, width, height } = standalone(picture);
    const image = new Image();
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(source);
    await image.decode();
    paint(image, width * 2, height * 2);
  }
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob) save(blob, name + '.png');
}
