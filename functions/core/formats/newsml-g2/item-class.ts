/** itemClass (IPTC ninature, cinature, plinature and vendors' own schemes with the same codes) to ninjs types. */
import type { Element } from 'domhandler';
import type { ArticleType } from '../../article/ninjs.ts';
import { attribute } from '../../text/xml.ts';
import { codeOf } from './catalog.ts';

const TYPES: Readonly<Record<string, ArticleType>> = {
  text: 'text',
  picture: 'picture',
  photo: 'picture',
  image: 'picture',
  graphic: 'graphic',
  audio: 'audio',
  video: 'video',
  composite: 'composite',
  package: 'composite',
  // ninjs has neither; `extra.itemClass` keeps the difference
  animated: 'video',
  data: 'component',
  newscoverage: 'planning',
  concept: 'component',
  event: 'event',
};

/** The type that itemClass names, or undefined where it names none that is known. */
export function typeOf(itemClass: Element | undefined): ArticleType | undefined {
  return TYPES[
    codeOf(attribute(itemClass, 'qcode') ?? attribute(itemClass, 'uri') ?? attribute(itemClass, 'literal'))
  ];
}
