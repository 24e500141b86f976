/** Nothing of what is held leaves before its time, wherever it might stand. */
import { sayingMarker, textMarker } from '../../histories/markers.ts';
import { isEndKind, type View } from '../view.ts';
import type { Said } from '../said.ts';
import type { Breach, Check } from './check.ts';

export const embargoes: Check = {
  name: 'embargo',
  rule: 'No word of a text leaves before its agency allows it: in no message, notice or file, nor as evidence of another article.',
  broken: (view) => [
    ...view.account.told.flatMap((told) =>
      leaksIn(view, told, `${told.kind} ${told.revision}`, view.articleOf(told)),
    ),
    ...view.account.notices.flatMap((notice) => leaksIn(view, notice, notice.type)),
    ...view.account.files.flatMap((file) => leaksIn(view, file, file.key)),
  ],
};

/** @param article whose message it is: others' permission to use the same text is none for it */
function leaksIn(
  view: View,
  carrier: { at: number; words: string },
  name: string,
  article?: string,
): Breach[] {
  const { at } = carrier;
  const everything = view.articles.flatMap((one) => view.said(one));
  const breaches: Breach[] = [];
  for (const text of view.textsIn(carrier)) {
    const carriers = everything.filter((said) => said.text === text);
    const own = carriers.filter((said) => said.article === article);
    const concerned = own.length > 0 ? own : carriers;
    // A text that only ends carry is judged with the ends
    if (concerned.some((said) => view.mayGo(said, at))) continue;
    breaches.push({
      at,
      ...(article === undefined ? {} : { article }),
      detail: `${name} has text ${text} (${textMarker(text)}): ${concerned.map(whenOf).join('; ')}`,
    });
  }
  for (const said of view.sayingsIn(carrier)) {
    const { saying } = said;
    if (saying === undefined || said.what !== 'text') continue;
    if (everything.some((one) => one.saying?.id === saying.id && view.mayGo(one, at))) continue;
    breaches.push({
      at,
      article: said.article,
      detail: `${name} has slug or id of ${saying.id} (${sayingMarker(saying.id)}): ${whenOf(said)}`,
    });
  }
  return breaches;
}

function whenOf({ saying, from, what }: Said): string {
  const id = saying?.id ?? 'an operator';
  if (what !== 'text') return `${id} is ${what}`;
  return `${id} may go ${from === Infinity ? 'when it is released' : `from ${new Date(from).toISOString()}`}`;
}

export const bareEnds: Check = {
  name: 'ends.bare',
  rule: 'The message of an end says which article it is and nothing that stood in it; a public note only where a text of it was told before.',
  broken: (view) =>
    view.account.told.filter(isEndKind).flatMap((told) => {
      const article = view.articleOf(told);
      const found = [
        ...view.textsIn(told).map((text) => `text ${text}`),
        ...view.sayingsIn(told).map(({ saying }) => `slug or id of ${saying?.id ?? ''}`),
        ...(told.words.includes('zf') && /zf[a-z]+fz/.test(told.words) ? ['the name of a file'] : []),
      ];
      const announced = article !== undefined && view.firstToldAt(article) <= told.at;
      if (!announced && view.hasNote(told)) found.push('a note, though nobody knows the article');
      return found.length === 0
        ? []
        : [
            {
              at: told.at,
              ...(article === undefined ? {} : { article }),
              detail: `${told.id} has ${found.join(', ')}`,
            },
          ];
    }),
};
