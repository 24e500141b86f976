/** Links to other items and to the web: associations, replacements and ids, by the relation they name. */
import type { Element } from 'domhandler';
import type { AltId } from '../../article/ninjs.ts';
import { attribute, child, children, text } from '../../text/xml.ts';
import type { ItemAssociation } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { isReplacing } from '../common/relations.ts';
import { toJson, type XmlJson } from '../common/xml-values.ts';
import { codeOf, lastPart } from './catalog.ts';
import { preferred, type Scope } from './concepts.ts';
import { canonicalGuid } from './identity.ts';
import { typeOf } from './item-class.ts';

export interface Links {
  associations: ItemAssociation[];
  replaces: string[];
  altIds: AltId[];
  /** Links that hold more than their target (titles in languages, short URLs ...). */
  details: XmlJson[] | undefined;
}

const REPLACED = /^(?:replacedby|supersededby)$/;

/** @param own the item's guid: a link to an earlier version of itself replaces nothing else */
export function readLinks(meta: Element, scope: Scope, own: string | undefined): Links {
  const associations: ItemAssociation[] = [];
  const replaces: string[] = [];
  const altIds: AltId[] = [];
  const details: XmlJson[] = [];
  for (const link of children(meta, 'link')) {
    const rel = lastPart(attribute(link, 'rel'));
    const target = attribute(link, 'residref') ?? attribute(link, 'href');
    const guidref = attribute(link, 'guidref');
    if (guidref !== undefined) altIds.push({ role: 'guidref', value: guidref });
    if (children(link, 'link').length > 0) details.push(toJson(link) ?? '');
    if (target === undefined) continue;
    const id = canonicalGuid(target);
    const relation = codeOf(rel);
    if (isReplacing(relation)) {
      if (own === undefined || id !== canonicalGuid(own)) replaces.push(id);
    } else if (REPLACED.test(relation)) details.push(toJson(link) ?? '');
    else associations.push(associationOf(link, id, rel, `link-${associations.length + 1}`, scope));
  }
  return { associations, replaces, altIds, details: details.length === 0 ? undefined : details };
}

/** derivedFrom, inlineRef and their like beside the metadata. */
export function readReferences(item: Element, scope: Scope): ItemAssociation[] {
  return [...children(item, 'derivedFrom'), ...children(item, 'inlineRef')].flatMap((element, index) => {
    const target =
      attribute(element, 'residref') ?? attribute(element, 'href') ?? attribute(element, 'guidref');
    return target === undefined
      ? []
      : [associationOf(element, canonicalGuid(target), element.name, `${element.name}-${index + 1}`, scope)];
  });
}

/** A reference to an item (itemRef, link) with the hints that stand in it. */
export function associationOf(
  element: Element,
  id: string,
  rel: string,
  name: string,
  scope: Scope,
): ItemAssociation {
  const caption = children(element, 'description');
  return {
    name,
    id,
    ...present({
      rel: rel === '' ? undefined : rel,
      type: typeOf(child(element, 'itemClass')),
      version: attribute(element, 'version'),
      headline:
        text(preferred(children(element, 'headline'), scope.language)) ??
        text(preferred(children(element, 'title'), scope.language)),
      caption: text(
        preferred(caption, scope.language, (one) => (codeOf(attribute(one, 'role')) === 'caption' ? 0 : 1)),
      ),
      by: text(child(element, 'by')),
      copyrightNotice: text(child(element, 'copyrightNotice')),
    }),
  };
}
