/** A thread that makes fingerprints: of each list of texts that it is sent it sends back theirs, in the same order. */
import { parentPort } from 'node:worker_threads';
import { fingerprint, type ArticleText, type PlainPrint } from '../../functions/core/dedupe/fingerprint.ts';

parentPort?.on('message', (articles: readonly ArticleText[]) => {
  const prints = articles.map((article): PlainPrint => {
    const { labels: _made, ...print } = fingerprint(article);
    return print;
  });
  parentPort?.postMessage(prints);
});
