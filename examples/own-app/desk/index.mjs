/** @import { ArticleMessage } from 'newswire-ingest/message' */

/**
 * The city desk's reader: it says what it would do. A real one remembers ids and revisions (see the README).
 * @param {{ Records: { body: string }[] }} event
 */
export async function handler({ Records }) {
  for (const { body } of Records) {
    /** @type {ArticleMessage} */
    const { type, subject, revision, data } = JSON.parse(body);
    const headline = data.article.headlines?.[0]?.value ?? '';
    console.log(JSON.stringify({ type, subject, revision, headline }));
  }
  return { batchItemFailures: [] };
}
