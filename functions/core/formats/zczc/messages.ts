/** Messages of ZCZC texts: between "ZCZC" and "NNNN", one of which may be lost. */

/** Some write the number without a space: "ZCZC0311/SXA". */
const START = /^[\s\u0000-\u001f\u007f]*ZCZC(?!\p{L})/iu;
const START_LINE = /^[\s\u0001-\u001f]*ZCZC(?!\p{L})(?<rest>.*)$/iu;
const END_LINE = /^[\s\u0000-\u001f]*N{4}[\s\u0000-\u001f]*$/i;
/** Behind the date: "02-GIU-26 11:05 NNNN". */
const ENDED_LINE = /\d[\s\u0000-\u001f]{1,8}NNNN[\s\u0000-\u001f]*$/;
const LONGEST_HEADER = 80;

/** Whether a text begins, or ends, as messages do. */
export function hasFrame(text: string): boolean {
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  return START.test(text.slice(0, 200)) || END_LINE.test(last) || ENDED_LINE.test(last.slice(-40));
}

export interface Message {
  /** What stands behind ZCZC on its line. */
  header: string;
  lines: string[];
  /** NNNN closed it. */
  isWhole: boolean;
}

/** The messages of a text that say anything. */
export function messagesOf(text: string): Message[] {
  const messages: Message[] = [];
  // a message whose ZCZC was lost begins with the file
  let open: Message | undefined = { header: '', lines: [], isWhole: false };
  const close = (message: Message | undefined, isWhole: boolean): void => {
    if (message?.lines.some((line) => line.trim() !== '') === true) messages.push({ ...message, isWhole });
  };
  for (const line of text.split(/\r\n?|[\n\u000b\u000c]/)) {
    const rest = START_LINE.exec(line)?.groups?.rest;
    if (rest !== undefined) {
      close(open, false);
      // some put the text on the first line
      const isHeader = rest.trim().length <= LONGEST_HEADER;
      open = { header: isHeader ? rest.trim() : '', lines: isHeader ? [] : [rest], isWhole: false };
    } else if (END_LINE.test(line)) {
      close(open, true);
      open = undefined;
    } else {
      const isEnded = ENDED_LINE.test(line.slice(-40));
      const written = isEnded ? line.slice(0, line.lastIndexOf('NNNN')) : line;
      open?.lines.push(written.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ''));
      if (!isEnded) continue;
      close(open, true);
      open = undefined;
    }
  }
  close(open, false);
  return messages;
}
