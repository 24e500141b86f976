/**
 * The register of agencies and services: who can be the source of an article, and how much each of its names
 * proves by itself. An entry: agency.ts. Data: agencies.json (an agency a line), names.json (a name a line),
 * shared.json (names that mean several things).
 */
import { AGENCIES, OTHER_NAMES } from './agencies.ts';
import type { Agency, Trust } from './agency.ts';

/** One name and the agencies that bear it. */
export interface Alias {
  text: string;
  trust: Trust;
  /** More than one: shared.json says what decides. */
  agencies: readonly Agency[];
}

/** Id of "wire services", "agencies": an article says that it uses wires and not which. */
export const UNNAMED_WIRES = 'unnamed-wires';

const UNNAMED: Agency = {
  id: UNNAMED_WIRES,
  name: '(unnamed wire services)',
  kind: 'wire',
  country: 'ZZ',
  languages: ['en', 'fr', 'de', 'es', 'pt', 'it', 'nl', 'sv', 'da', 'no'],
};

const TRUSTS: readonly Trust[] = ['slot', 'risky', 'fair', 'sure'];

const byId = new Map<string, Agency>([...AGENCIES, UNNAMED].map((agency) => [agency.id, agency]));
const otherNames = Map.groupBy(OTHER_NAMES, ({ agency }) => agency);

/** All agencies, in the order of the register; without the entry for unnamed wires. */
export function allAgencies(): readonly Agency[] {
  return AGENCIES;
}

/** The entry of an id, or undefined. */
export function findAgency(id: string): Agency | undefined {
  return byId.get(id);
}

/** The agency's concept: IPTC newsprovider where it has a code, else Wikidata, else null. */
export function agencyUri({ newsProvider, wikidata }: Agency): string | null {
  if (newsProvider !== undefined) return `http://cv.iptc.org/newscodes/newsprovider/${newsProvider}`;
  return wikidata === undefined ? null : `http://www.wikidata.org/entity/${wikidata}`;
}

/** The names of one agency, each with its trust; the full name among them. */
export function namesOf(agency: Agency): { text: string; trust: Trust }[] {
  const others = otherNames.get(agency.id) ?? [];
  const listed = TRUSTS.flatMap((trust) =>
    others.filter((other) => other.trust === trust).map(({ name }) => ({ text: name, trust })),
  );
  if (agency.id === UNNAMED_WIRES || listed.some(({ text }) => text === agency.name)) return listed;
  return [...listed, { text: agency.name, trust: 'sure' }];
}

/** Every name of the register once; one that several agencies bear is as risky as the riskiest of them says. */
export function allAliases(): Alias[] {
  const found = new Map<string, { text: string; trust: Trust; agencies: Agency[] }>();
  for (const agency of [...AGENCIES, UNNAMED]) {
    for (const { text, trust } of namesOf(agency)) {
      const alias = found.get(text);
      if (alias === undefined) found.set(text, { text, trust, agencies: [agency] });
      else {
        alias.agencies.push(agency);
        if (TRUSTS.indexOf(trust) < TRUSTS.indexOf(alias.trust)) alias.trust = trust;
      }
    }
  }
  return [...found.values()];
}
