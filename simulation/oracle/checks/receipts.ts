/** Every file that an agency delivers has a receipt that says what became of it. */
import { articleOf, uriOfArticle } from '../../histories/saying.ts';
import { RACE } from '../view.ts';
import type { Check, Breach } from './check.ts';

const TOLD = new Set(['published', 'updated', 'corrected', 'killed', 'withheld', 'reinstated']);

export const everyReceipt: Check = {
  name: 'receipts.all',
  rule: 'Every delivery has a receipt in the end.',
  broken: ({ account }) =>
    account.puts.flatMap(({ key, versionId, saying, at, poisoned }) =>
      poisoned || account.receipts.some((receipt) => receipt.key === key && receipt.versionId === versionId)
        ? []
        : [{ at, article: articleOf(saying), detail: `${saying.id} has no receipt` }],
    ),
};

export const trueReceipts: Check = {
  name: 'receipts.true',
  rule: 'A receipt says what its delivery did: what it calls told was told, and a taker that begins again is no second delivery.',
  broken: ({ account }) =>
    account.receipts.flatMap(({ key, versionId, at, state, items }) => {
      const put = account.puts.find((one) => one.key === key && one.versionId === versionId);
      if (put === undefined) return [];
      const { saying } = put;
      const article = articleOf(saying);
      const breach = (detail: string): Breach => ({
        at,
        article,
        detail: `the receipt of ${saying.id} ${detail}`,
      });
      if (state !== 'done') return [breach(`says that it is ${state}`)];
      const copies = account.puts.filter((one) => one.saying.id === saying.id);
      return items.flatMap(({ outcome, articleId, revision, uri }): Breach[] => {
        if (outcome === 'redelivery' && uri === uriOfArticle(article) && copies.length === 1)
          return [breach('says redelivery, and it came once')];
        if (outcome === 'rejected') return [breach('says rejected')];
        if (!TOLD.has(outcome)) return [];
        const told = account.told.some(
          (one) =>
            one.subject === articleId &&
            one.revision === revision &&
            one.kind === outcome &&
            one.at <= at + RACE,
        );
        return told ? [] : [breach(`says ${outcome}, and revision ${revision ?? '?'} was not told`)];
      });
    }),
};
