/** TopicSets of the file: names for codes, and the topics that a TopicOccurrence says the story is about. */
import type { Element } from 'domhandler';
import type { Concept, Organisation, Place, Subject } from '../../article/ninjs.ts';
import { attribute, child, children, descendants, text, texts } from '../../text/xml.ts';
import { present } from '../common/json.ts';
import { bareSubjectCode } from '../common/schemes.ts';
import { formalName } from './components.ts';

const LIMIT = 5000;

interface Topic {
  type: string;
  codes: string[];
  /** By language, '' for none; only those of Variant "Name" or none. */
  names: Map<string, string>;
}

export interface Occurring {
  subjects: Subject[];
  places: Place[];
  people: Concept[];
  organisations: Organisation[];
}

/** The topics of a document, looked up by code or by their id in it. */
export class Topics {
  readonly #byCode = new Map<string, Topic>();
  readonly #byId = new Map<string, Topic>();

  constructor(root: Element) {
    for (const element of descendants(root, 'Topic').slice(0, LIMIT)) {
      const topic = topicOf(element);
      for (const code of topic.codes) this.#byCode.set(code, topic);
      const id = attribute(element, 'Duid') ?? attribute(element, 'Euid');
      if (id !== undefined) this.#byId.set(id, topic);
    }
  }

  /** The name of a code in the language of the story, or in any. */
  nameOf(code: string, language: string | undefined): string | undefined {
    return nameIn(this.#byCode.get(code), language);
  }

  /** What TopicOccurrence elements point at (`Topic="#id"`), by the type of the topic. */
  occurring(descriptive: readonly Element[], language: string | undefined): Occurring {
    const found: Occurring = { subjects: [], places: [], people: [], organisations: [] };
    const occurrences = descriptive.flatMap((element) => children(element, 'TopicOccurrence'));
    for (const occurrence of occurrences.slice(0, 200)) {
      const topic = this.#byId.get(attribute(occurrence, 'Topic')?.replace(/^#/, '') ?? '');
      if (topic === undefined) continue;
      const name = nameIn(topic, language);
      const code = topic.codes[0];
      const uri = code === undefined ? undefined : bareSubjectCode(code);
      const concept = present({
        name,
        uri,
        literal: uri === undefined ? code : undefined,
        rel: attribute(occurrence, 'HowPresent')?.toLowerCase(),
      });
      if (/person|people/i.test(topic.type)) found.people.push(concept);
      else if (/organi[sz]ation|company|party/i.test(topic.type)) found.organisations.push(concept);
      else if (/location|place|geo|city|country/i.test(topic.type)) found.places.push(concept);
      else found.subjects.push(concept);
    }
    return found;
  }
}

function topicOf(element: Element): Topic {
  const names = new Map<string, string>();
  for (const description of children(element, 'Description')) {
    const variant = attribute(description, 'Variant')?.toLowerCase();
    const name = text(description);
    if (name === undefined || (variant !== undefined && variant !== 'name')) continue;
    names.set(attribute(description, 'xml:lang')?.slice(0, 2).toLowerCase() ?? '', name);
  }
  return {
    type: formalName(child(element, 'TopicType')) ?? '',
    codes: texts(children(element, 'FormalName')),
    names,
  };
}

function nameIn(topic: Topic | undefined, language: string | undefined): string | undefined {
  if (topic === undefined) return undefined;
  return (
    topic.names.get(language?.slice(0, 2).toLowerCase() ?? '') ??
    topic.names.get('') ??
    topic.names.get('en') ??
    topic.names.values().next().value
  );
}
