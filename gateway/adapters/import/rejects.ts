/** Writes `rejects.csv`: every refused row with its line, the reason and its first columns. Never a row without a reason. */
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { cleanText } from './values.ts';

/** Columns of the refused row that are written, after line and reason. */
const SHOWN_COLUMNS = 5;
const SHOWN_CHARACTERS = 120;

export interface RejectsFile {
  add(line: number, reason: string, cells: readonly string[]): void;
  /** Puts on disk what was added; called before the position that counts it. */
  flush(): Promise<void>;
}

/** A cell that no spreadsheet takes for a formula. */
function quoted(text: string): string {
  const plain = cleanText(text).text.slice(0, SHOWN_CHARACTERS);
  const safe = /^[=+\-@]/.test(plain) ? `'${plain}` : plain;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Takes away the rejects of an earlier run: an import that goes on writes them all again. */
export async function openRejects(path: string): Promise<RejectsFile> {
  await rm(path, { force: true });
  let begun = false;
  let waiting: string[] = [];
  return {
    add(line, reason, cells) {
      waiting.push([String(line), quoted(reason), ...cells.slice(0, SHOWN_COLUMNS).map(quoted)].join(','));
    },
    async flush() {
      if (waiting.length === 0) return;
      const text = `${waiting.join('\n')}\n`;
      waiting = [];
      if (begun) return appendFile(path, text, 'utf8');
      begun = true;
      await writeFile(path, `line,reason,column 1,column 2,column 3,column 4,column 5\n${text}`, {
        encoding: 'utf8',
        mode: 0o600,
      });
    },
  };
}
