/**
 * The events of the logs, by which saved queries and alarms find them: the names are stable, other words may change.
 */
export const LOG_EVENT = {
  /** A file was taken; the line has its key, provider and how many items had each outcome. */
  deliveryDone: 'delivery-done',
  /** One item of a taken file: the line has the delivery, the article, its revision and what became of it. */
  itemTaken: 'item-taken',
  /** A file cannot be read; the line has the reason code. A copy is in quarantine, and the ops topic was told. */
  deliveryQuarantined: 'delivery-quarantined',
  /** A story of the canary did not come, or an embargo or kill of it did not hold. */
  canaryFailed: 'canary-failed',
  /** A file waits, since an operator has paused its agency. */
  deliveryPutAside: 'delivery-put-aside',
  /** A file comes again in seconds or minutes: its scan for malware has not ended. */
  deliveryWaits: 'delivery-waits',
  /** A message of the queue asks for nothing: S3's test, a folder marker, a deletion. */
  messageIgnored: 'message-ignored',
  /** Something unexpected: the message comes again, and after its retries waits in the dead-letter queue. */
  messageFailed: 'message-failed',
  /** The intake queue was not told when a message is to come again: it comes after the queue's own time. */
  queueFailed: 'queue-failed',
  /** An agency could not be told what became of a delivery; its receipt is in the table all the same. */
  agencyNotTold: 'agency-not-told',
  /** The numbers of a delivery could not be noted: a notice may say that they are missing. */
  numbersFailed: 'numbers-failed',
  /** What is known of an agency's furniture could not be read, taken out or noted: its stories keep it for now. */
  furnitureFailed: 'furniture-failed',
  /** SNS did not take an article; it is stored, and `release` sends it. */
  publishFailed: 'publish-failed',
  /** A mail was proved to be its agency's; the line has the verdicts of SES. */
  mailAdmitted: 'mail-admitted',
  /** A mail was not put into the inbox; the line has the reason code and the verdicts of SES. */
  mailRefused: 'mail-refused',
  /** A file was fetched and put into the inbox; the line has its key. */
  feedDelivered: 'feed-delivered',
  /** A feed was not fetched; the line has the reason code, and how often in a row it was. */
  feedFailed: 'feed-failed',
  /** A feed has not answered for a while; the line has since when. */
  feedStalled: 'feed-stalled',
  /** More came of a feed than its entry allows; the line has until when it is left alone. */
  feedHaywire: 'feed-haywire',
  /** `journal` has put what was told into the feed log; the line has the number of the batch. */
  feedLogged: 'feed-logged',
  /** A request could not be answered; the line has its path. */
  requestFailed: 'request-failed',
  /** Somebody of the wire desk has decided about an article; the line has who and what. */
  deskDecided: 'desk-decided',
  /** `forget` has removed what is older than agencies allow; the line says how much. */
  forgotten: 'forgotten',
  /** `reconcile` has compared the inbox with the receipts; the line says how much, and what had none, by agency. */
  reconciled: 'reconciled',
  /** `segments` has put what was told into the search index; the line has how much. */
  segmentsBuilt: 'segments-built',
  /** `archiver` has told the archive's index what was told; the line has how much. */
  archiveWritten: 'archive-written',
  /** Articles that the archive's index does not take; the line has which and why. */
  archiveRefused: 'archive-refused',
  /** `search` could not ask the archive; the line has why. */
  archiveFailed: 'archive-failed',
  /** An operator has confirmed a kill for a reader; the line has who and which. */
  recallConfirmed: 'recall-confirmed',
  /** `watch` has told that an agency fell silent or is heard again, or that much of it is refused or no longer is. */
  providerNews: 'provider-news',
  /** `watch` could not look at an agency. */
  watchFailed: 'watch-failed',
  /** `release` has sent what was due. */
  released: 'released',
  /** `release` could not send an article; it is put off and tried again. */
  releaseFailed: 'release-failed',
} as const;
