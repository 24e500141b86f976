/**
 * NewsManagement: dates, status and its announced changes, urgency, instructions, relations to other items
 * (NewsML 1.2 section 5.5).
 */
import type { Element } from 'domhandler';
import type { Signal } from '../../article/record.ts';
import { attribute, child, children, text } from '../../text/xml.ts';
import type { ItemAssociation, WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { formalName } from './components.ts';
import { propertiesOf } from './properties.ts';

/** Status, embargo and expiry: what is so now, and what NewsManagement says will be. */
interface StatusNow {
  status?: string;
  embargoed?: string;
  expires?: string;
}

/**
 * What NewsManagement says of the item.
 * @param hasContent whether the item carries a story or media; an instruction to delete with content is a correction
 */
export function managementOf(
  newsItem: Element,
  envelope: Element | undefined,
  hasContent: boolean,
): Partial<WireItem> {
  const management = child(newsItem, 'NewsManagement');
  const related = relationsOf(management);
  const own = text(child(newsItem, 'Identification', 'NewsIdentifier', 'RevisionId'));
  const instructed = instructionsOf(management, own, hasContent);
  const now = statusOf(management);
  const firstCreated = text(child(management, 'FirstCreated'));
  const signals = [...instructed.signals, ...related.signals];
  return present({
    firstCreated,
    versionCreated:
      text(child(management, 'ThisRevisionCreated')) ?? firstCreated ?? text(child(envelope, 'DateAndTime')),
    ...now,
    ...(instructed.canceled ? { status: 'canceled' } : {}),
    urgency: scale(child(management, 'Urgency')),
    priority: scale(child(envelope, 'Priority')),
    signals,
    replaces: related.replaces,
    cancels: related.cancels,
    associations: related.associations,
    extra: present({
      newsItemType: formalName(child(management, 'NewsItemType')),
      revisionHistory: attribute(child(management, 'RevisionHistory'), 'Href'),
      instructions: instructed.named,
      managementProperties: propertiesOf(management === undefined ? [] : [management]).rest(),
    }),
  });
}

/** A value on a scale; DEFAULT says nothing. */
function scale(element: Element | undefined): string | undefined {
  const value = formalName(element);
  return value === undefined || value.toUpperCase() === 'DEFAULT' ? undefined : value;
}

/**
 * Status and StatusWillChange. Embargoed until it becomes usable; a usable item that will be withheld or
 * canceled expires then. Embargoed without a time is an embargo without an end.
 */
function statusOf(management: Element | undefined): StatusNow {
  const status = formalName(child(management, 'Status'));
  const isEmbargoed = /^embargo/i.test(status ?? '');
  let embargoed: string | undefined;
  let expires: string | undefined;
  for (const change of children(management, 'StatusWillChange')) {
    const future = formalName(child(change, 'FutureStatus')) ?? '';
    const when = text(child(change, 'DateAndTime'));
    if (/^(?:usable|open|released?|published?)$/i.test(future)) {
      // "usable" announced for an item that is usable already changes nothing
      if (status === undefined || !/^(?:usable|open)$/i.test(status))
        embargoed = later(embargoed, when ?? '');
    } else if (/^(?:withheld|cancell?ed|killed|expired)$/i.test(future) && when !== undefined) {
      expires = when;
    }
  }
  if (isEmbargoed) embargoed ??= '';
  return present({ status: isEmbargoed ? 'usable' : status, embargoed, expires });
}

/** Of two ends of an embargo the later one, as written; one that is not told has no end. */
function later(before: string | undefined, end: string): string {
  if (before === undefined) return end;
  return before === '' || end === '' ? '' : before > end ? before : end;
}

interface Instructed {
  canceled: boolean;
  signals: Signal[];
  named: unknown[];
}

/**
 * Instructions (IPTC set InstructionType: Update, Delete, Rectify) and the revisions they name. "Delete" kills
 * the story, but for one case: the item is usable, carries content of its own and names only other revisions;
 * then those are replaced by it. An "Update" kills that cancels what was and brings nothing instead.
 */
function instructionsOf(
  management: Element | undefined,
  own: string | undefined,
  hasContent: boolean,
): Instructed {
  const signals = new Set<Signal>();
  const named: unknown[] = [];
  let canceled = false;
  const usable = /^(?:usable|open)$/i.test(formalName(child(management, 'Status')) ?? '');
  for (const instruction of children(management, 'Instruction')) {
    const name = formalName(instruction) ?? '';
    const revisions = children(instruction, 'RevisionStatus').map((element) =>
      present({
        revision: attribute(element, 'Revision'),
        status: formalName(child(element, 'Status')),
      }),
    );
    named.push(present({ name, revisions }));
    const canceledRevisions = revisions.filter(({ status }) =>
      /^(?:cancell?ed|killed|withdrawn)$/i.test(status ?? ''),
    );
    if (/^(?:delete|kill|cancel|withdraw|rescind|annul)/i.test(name)) {
      const others =
        revisions.length > 0 && revisions.every(({ revision }) => revision !== undefined && revision !== own);
      if (usable && hasContent && others) signals.add('correction').add('replaces');
      else {
        canceled = true;
        signals.add('kill');
      }
    } else if (/^(?:rectify|correct)/i.test(name)) {
      signals.add('correction');
    } else if (/^update/i.test(name)) {
      if (canceledRevisions.length > 0 && !hasContent) {
        canceled = true;
        signals.add('kill');
      } else {
        signals.add('update');
        if (canceledRevisions.length > 0) signals.add('replaces');
      }
    }
  }
  return { canceled, signals: [...signals], named };
}

interface Relations {
  associations: ItemAssociation[];
  replaces: string[];
  cancels: string[];
  signals: Signal[];
}

/** DerivedFrom and AssociatedWith: other items, by the name of the relation replaced or killed by this one. */
function relationsOf(management: Element | undefined): Relations {
  const relations: Relations = { associations: [], replaces: [], cancels: [], signals: [] };
  for (const element of [
    ...children(management, 'DerivedFrom'),
    ...children(management, 'AssociatedWith'),
  ].slice(0, 200)) {
    const id = attribute(element, 'NewsItem') ?? attribute(element, 'Href');
    if (id === undefined) continue;
    const kind = attribute(element, 'FormalName');
    if (/kill|cancel|withdraw|delete|annul/i.test(kind ?? '')) relations.cancels.push(bare(id));
    else if (/replac|supersed|correct|rectif/i.test(kind ?? '')) relations.replaces.push(bare(id));
    relations.associations.push({
      name: `related-${relations.associations.length + 1}`,
      rel: kind ?? (element.name === 'DerivedFrom' ? 'derivedFrom' : 'associatedWith'),
      id,
    });
  }
  if (relations.replaces.length > 0) relations.signals.push('replaces');
  return relations;
}

/** The family of a NewsML URN with six parts or more: its last part is the revision. */
function bare(id: string): string {
  return /^urn:newsml:(?:[^:]*:){3,}\d{1,18}[NUA]?$/i.test(id) ? id.slice(0, id.lastIndexOf(':')) : id;
}
