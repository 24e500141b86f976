/** `creator` and `contributor` of contentMeta: people, sources, and codes that name nobody. */
import type { Element } from 'domhandler';
import type { Concept } from '../../article/ninjs.ts';
import { attribute, child, children } from '../../text/xml.ts';
import { lastPart } from './catalog.ts';
import { labelOf, natureOf, referenceOf, type Scope } from './concepts.ts';

interface Creators {
  people: Concept[];
  sources: { name?: string; role?: string; uri?: string; literal?: string }[];
  photographer: string | undefined;
  codes: string[] | undefined;
}

const COMPANY =
  /\b(?:Inc|Ltd|LLC|GmbH|AG|Co|Corp|plc|S\.?A|News|Newswire|Press|Presse|Agency|Agence|Agentur|Agencia|Agenzia|Television|TV|Radio|Network|Media|Images|Reuters|Bureau|Fernsehen|Wire|Data|Services|Group)\b/i;

const SOURCE_ROLE = /^(?:source|origprov|provider|publisher|distributor|enhancer)$/i;

/**
 * Creators with a display name are people, or sources where the name is an organisation's; initials, logins
 * and codes (`VRG`, `jones.mary`, `photCode:X1`) are no names and stay in `extra`.
 */
export function readCreators(meta: Element, scope: Scope): Creators {
  const creators: Creators = { people: [], sources: [], photographer: undefined, codes: undefined };
  const codes: string[] = [];
  for (const element of [...children(meta, 'creator'), ...children(meta, 'contributor')]) {
    const name = labelOf(element, scope);
    const role = lastPart(attribute(element, 'role')) || element.name;
    const nature = natureOf(element, scope);
    const isOrganisation =
      nature === 'organisation' ||
      SOURCE_ROLE.test(role) ||
      child(element, 'organisationDetails') !== undefined ||
      COMPANY.test(name ?? '');
    if (name !== undefined && isOrganisation) {
      creators.sources.push({ ...referenceOf(element, scope), role });
    } else if (name !== undefined && (nature === 'person' || /^\p{Lu}\S* \S/u.test(name))) {
      creators.people.push({ ...referenceOf(element, scope), rel: role });
      if (/^phot/i.test(role)) creators.photographer ??= name;
    } else {
      const code = attribute(element, 'qcode') ?? attribute(element, 'uri') ?? name;
      if (code !== undefined) codes.push(`${role} ${code}`);
    }
  }
  return codes.length === 0 ? creators : { ...creators, codes: [...new Set(codes)] };
}
