/**
 * Aliases of controlled vocabularies, bundled so that no catalog is ever fetched. Sources: the IPTC catalog
 * IPTC-G2-Standards (version 40 and the aliases of earlier ones), the SportsML vocabularies of IPTC, and what
 * agencies document of their own. An alias that is in none of them stays a qcode (`urn:x-qcode:alias:code`).
 * Data: aliases.json.
 */
import table from './aliases.json' with { type: 'json' };

const NEWSCODES = 'http://cv.iptc.org/newscodes/';
const EXTERNAL = 'http://cvx.iptc.org/';
/** AP gives all its concepts ids of one namespace: the same GUIDs stand in its JSON with this scheme. */
const AP = 'http://cv.ap.org/id/';

/** Good in every file, whether it names the catalog or not: agencies leave the reference out. */
export const STANDARD_SCHEMES: ReadonlyMap<string, string> = new Map([
  ...below(NEWSCODES, Object.entries(table.newscodes)),
  ...below(EXTERNAL, Object.entries(table.external)),
  ...Object.entries(table.others),
]);

/** Schemes of one vendor's catalog: good where the file refers to a catalog at that host. */
export const VENDOR_SCHEMES: readonly { catalog: RegExp; schemes: ReadonlyMap<string, string> }[] = [
  { catalog: /\/\/cv\.ap\.org\//i, schemes: new Map(table.ap.map((alias) => [alias, AP])) },
  {
    catalog: /catalog\.IPTC-Sports/i,
    schemes: new Map(
      below(
        NEWSCODES,
        table.sports.map((alias) => [alias, alias]),
      ),
    ),
  },
];

function below(base: string, paths: readonly (readonly [string, string])[]): [string, string][] {
  return paths.map(([alias, path]) => [alias, `${base}${path}/`]);
}
