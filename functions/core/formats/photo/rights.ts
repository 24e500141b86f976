/** How a picture may be used and how it was made, by its metadata and by its signed manifest. */
import type { RestrictionKind } from '../../article/rights.ts';
import type { WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import type { SignedPicture } from './signed-picture.ts';
import type { Xmp } from './xmp.ts';

/** Of PLUS and XMP, what restricts; each with the name of its property. */
const RESTRICTING: readonly [name: string, kind?: RestrictionKind][] = [
  ['plus:ImageAlterationConstraints', 'no-alteration'],
  ['plus:ModelReleaseStatus'],
  ['plus:PropertyReleaseStatus'],
  ['plus:MinorModelAgeDisclosure'],
  ['plus:CreditLineRequired', 'mandatory-credit'],
  ['plus:ImageDuplicationConstraints'],
  ['plus:MediaConstraints'],
  ['plus:RegionConstraints'],
  ['plus:ProductOrServiceConstraints'],
  ['plus:OtherConditions'],
  ['plus:TermsAndConditionsText'],
  ['plus:LicenseEndDate', 'limited-time'],
];

/** AI properties of IPTC Photo Metadata 2025.1, `plus:DataMining`, and what else restricts. */
export function rightsOf(xmp: Xmp): WireItem['rights'] {
  const mining = xmp.one('plus:DataMining');
  const constraints = xmp.one('plus:OtherConstraints');
  const ai = present({
    system: xmp.one('Iptc4xmpExt:AISystemUsed'),
    version: xmp.one('Iptc4xmpExt:AISystemVersionUsed'),
    prompt: xmp.one('Iptc4xmpExt:AIPromptInformation'),
    promptWriter: xmp.one('Iptc4xmpExt:AIPromptWriterName'),
  });
  const embedded = xmp.structures('Iptc4xmpExt:EmbdEncRightsExpr')[0];
  const linked = xmp.structures('Iptc4xmpExt:LinkedEncRightsExpr')[0]?.get('LinkedRightsExpr');
  const expression = embedded?.get('EncRightsExpr');
  const language = embedded?.get('RightsExprLangId');
  const rights = present({
    dataMining:
      mining === undefined ? [] : [{ value: mining, field: 'plus:DataMining', ...present({ constraints }) }],
    ai: Object.keys(ai).length === 0 ? [] : [{ ...ai, field: 'Iptc4xmpExt:AISystemUsed' }],
    statements: [
      ...RESTRICTING.flatMap(([field, kind]) =>
        xmp
          .list(field)
          .filter(isRestriction)
          .map((text) => ({ text, field, ...present({ kind }) })),
      ),
      ...(mining === undefined && constraints !== undefined
        ? [{ text: constraints, field: 'plus:OtherConstraints' }]
        : []),
    ],
    linked: linked ?? xmp.one('xmpRights:WebStatement'),
    encoded: expression,
    language: expression === undefined ? undefined : language,
  });
  return Object.keys(rights).length === 0 ? undefined : rights;
}

/** "Not applicable" and "unlimited" of the PLUS vocabulary restrict nothing. */
function isRestriction(value: string): boolean {
  return !/(?:MR-NAP|MR-UMR|PR-NAP|PR-UPR|DP-NDC|IF-ALL)$|^(?:none|not applicable)$/i.test(value);
}

/** What the signed manifest says stands before what anybody may have written into the picture. */
export function withCredentials(item: WireItem, signed: SignedPicture | undefined): WireItem {
  if (signed === undefined) return item;
  const { credentials, sourceType: made, dataMining = [] } = signed;
  const isProved = credentials.validity === 'valid';
  const source = made === undefined ? undefined : { uri: made };
  return {
    ...item,
    ...present({
      digitalSourceType: isProved ? (source ?? item.digitalSourceType) : (item.digitalSourceType ?? source),
    }),
    rights: {
      ...item.rights,
      credentials,
      ...present({ dataMining: [...(item.rights?.dataMining ?? []), ...dataMining] }),
    },
  };
}
