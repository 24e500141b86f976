/** What IPTC 7901 desks write below a story: notebook, contacts, sign-off. None of it may be published. */
import type { EdNote } from '../../article/record.ts';
import { joinLines } from '../../text/lines.ts';

const NOTES_BEGIN =
  /^(?:#{1,3} \S|\* \* \* \*|The following information is not (?:intended )?for publication|Die folgenden Informationen sind nicht zur Ver)/i;

/** What follows the story is for editors only: notebook, contacts, links. */
export function splitNotes(lines: readonly string[]): { text: string[]; notes: EdNote[] } {
  const begin = lines.findIndex((line) => NOTES_BEGIN.test(line.trim()));
  if (begin < 0) return { text: [...lines], notes: [] };
  const notes: EdNote[] = [];
  let role = 'notebook';
  let open: string[] = [];
  const flush = (): void => {
    const text = joinLines(open);
    if (text !== '') {
      notes.push({ role: CLOSING.test(text) ? 'closingline' : role, text, public: false });
    }
    open = [];
  };
  for (const line of lines.slice(begin)) {
    const title = /^#{1,3} (?<title>.+)$/.exec(line.trim())?.groups?.title;
    if (title !== undefined) {
      flush();
      role = title.trim();
    } else if (/^[* ]{5,}$/.test(line) || line.trim() === '') flush();
    else {
      if (line.startsWith('- ')) flush();
      open.push(line.trim().replace(/^- /, ''));
    }
  }
  flush();
  return { text: lines.slice(0, begin), notes };
}

/** The sign-off of the desk: "dpa abc yydd n1 sku", "(SDA/sj)", "abc/def/gh", "VDB/ABC/". */
const CLOSING =
  /^(?:[\p{Ll}\d]{2,4}(?: [\p{Ll}\p{N}/-]{1,7}){1,8}|\((?=[^)]{0,6}\p{Lu})[\p{L}.-]{2,8}\\?\/[\p{L}\p{N}/.-]{1,14}\)|[\p{Lu}]{2,4} [\p{Ll}]{2,4}\/[\p{Ll}]{2,4}|(?:\p{Ll}{2,4}\/){1,4}\p{Ll}{0,4}|(?:\p{Lu}{2,4}\/){1,4}\p{Lu}{0,4})$/u;
/** The end of a sentence: what follows it on a line of its own is no part of it. */
const STOP = /[.!?"”»)/]$/;

/** The last line of the story, where it is the sign-off. */
export function splitClosing(lines: readonly string[]): { text: string[]; closing: EdNote[] } {
  const at = lines.findLastIndex((line) => line.trim() !== '');
  const last = lines[at]?.trim() ?? '';
  const before = lines.slice(0, Math.max(0, at));
  const standsAlone = STOP.test(before.at(-1)?.trim() ?? '') || before.at(-1)?.trim() === '';
  if (!CLOSING.test(last) || !standsAlone || before.every((line) => line.trim() === '')) {
    return { text: [...lines], closing: [] };
  }
  return {
    text: before,
    closing: [{ role: 'closingline', text: last.replaceAll('\\/', '/'), public: false }],
  };
}
