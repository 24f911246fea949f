/** What stands on each page of a print: a sheet is printed to a PDF by the headless Chromium, and read back page by page. */
import { inflateSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { headlessBuild } from './chromium-builds.ts';
import type { Sheet } from './paper.ts';

/** A quarter of a letter: what fills one page takes several. */
const SMALL = { width: '5.5in', height: '7in' } as const;

/** The text of each page in the order it is drawn; spaces are left out, as a PDF has no words. */
export async function printedPages({ html, css }: Sheet): Promise<readonly string[]> {
  const { executablePath, args } = await headlessBuild();
  const browser = await chromium.launch({ executablePath, args: [...args] });
  try {
    const page = await browser.newPage({ javaScriptEnabled: false, bypassCSP: true });
    await page.route('**', (route) => route.abort());
    await page.setContent(`<!doctype html>${html.replace('</head>', `<style>${css}</style></head>`)}`);
    return pagesOf(await page.pdf(SMALL));
  } finally {
    await browser.close();
  }
}

type Objects = ReadonlyMap<string, string>;

/** Every object of the file by its number; a stream is unpacked. */
function objectsOf(pdf: Buffer): Objects {
  const file = pdf.toString('latin1');
  return new Map(
    [...file.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)endobj/g)].map(([, number = '', body = '']) => {
      const stream = /^([\s\S]*?)stream\r?\n([\s\S]*)\r?\nendstream/.exec(body);
      if (stream === null) return [number, body];
      const [, head = '', packed = ''] = stream;
      const bytes = Buffer.from(packed, 'latin1');
      return [number, head + (head.includes('/FlateDecode') ? inflateSync(bytes).toString('latin1') : packed)];
    }),
  );
}

const referred = (objects: Objects, body: string, key: string): string =>
  objects.get(new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1] ?? '') ?? '';
const textOfHex = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** Glyph → text, as the font says. */
function lettersOf(objects: Objects, font: string): ReadonlyMap<number, string> {
  const letters = new Map<number, string>();
  const map = referred(objects, font, 'ToUnicode');
  for (const [, ranges = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', first = ''] of ranges.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const start = parseInt(from, 16);
      const letter = parseInt(first, 16);
      for (let glyph = start; glyph <= parseInt(to, 16); glyph += 1)
        letters.set(glyph, String.fromCharCode(letter + glyph - start));
    }
  }
  for (const [, pairs = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph = '', text = ''] of pairs.matchAll(/<(\w+)> <(\w+)>/g))
      letters.set(parseInt(glyph, 16), textOfHex(text));
  }
  return letters;
}

/** The pages in the order of the file's own list of them. */
function pagesOf(pdf: Buffer): readonly string[] {
  const objects = objectsOf(pdf);
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b(?!s)/.test(body));
  return pages.map((page) => {
    const fonts = new Map(
      [...page.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number = '']) => [
        name,
        lettersOf(objects, objects.get(number) ?? ''),
      ]),
    );
    let letters: ReadonlyMap<number, string> = new Map();
    let text = '';
    for (const [, font, hex] of referred(objects, page, 'Contents').matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
      if (font !== undefined) letters = fonts.get(font) ?? new Map<number, string>();
      for (const glyph of hex?.match(/.{4}/g) ?? []) text += letters.get(parseInt(glyph, 16)) ?? '';
    }
    return text.normalize('NFKC').replaceAll(/\s/g, '');
  });
}
