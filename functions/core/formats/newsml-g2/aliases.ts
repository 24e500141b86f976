/**
 * Aliases of controlled vocabularies, bundled so that no catalog is ever fetched. Sources: the IPTC catalog
 * IPTC-G2-Standards (version 40 and the aliases of earlier ones), the SportsML vocabularies of IPTC, and what
 * agencies document of their own. An alias that is in none of them stays a qcode (`urn:x-qcode:alias:code`).
 */

const NEWSCODES = 'http://cv.iptc.org/newscodes/';
const EXTERNAL = 'http://cvx.iptc.org/';

/** Alias and path below the NewsCodes, a slash left out where path and alias are the same word. */
const IPTC_NEWSCODES = `
  altidrole aoprop=aoproperty app=application aspfacet=asportfacet aspfacetvalue=asportfacetvalue
  acdc=audiocodec authoritystatus catinat=catinature chprop=characteristicsproperty cinat=cinature
  colsp=colorspace colin=colourindicator ctech=commtech cptdefrole=conceptdefinitionrole
  cptnoterole=conceptnoterole crel=conceptrelation conf=confidence ciprol=contactinfopartrole
  cwarn=contentwarning ctrol=contributorrole cpnat=cpnature cpprole=contentprodpartyrole
  drol=descriptionrole digsrctype=digitalsourcetype dimensionunit ednoterole dummy erol=edrole
  encd=encoding entityprop=entityproperty ecirol=eventcontactinforole edconf=eventdateconfirm
  eocstat=eventoccurstatus eorol=eventorganiserrole eprol=eventparticipantrole eregrol=eventregrole
  fisymtype=financialinstrumentsymboltype frmt=format fmt=format gen=generic genre hashscope hashtype
  hopaction hatarget=hopactiontarget howextr=howextracted howpr=howpresent ikos
  imgregrole=imageregionrole imgregtype=imageregiontype impt=importance isrol=infosourcerole
  irel=itemrelation irep=itemrepresentation lbtyp=labeltype lrol=languagerole
  loutorient=layoutorientation loctyp=location medtop=mediatopic mtyp=mediatype medtype=mediatype1
  nprt=namepart nrol=namerole ncostat=newscoveragestatus nityp=newsitemtype nmsig=newsmsgsignal
  nprod=newsproduct nprov=newsprovider ninat=ninature not=notation oito=ofinterestto
  pgrmod=pkggroupmode plinat=plinature prio=priority prodgenre=productgenre prop=property
  prov=provider stat=pubstatusg2 rtype=ratertype rcalctype rel=relevance rnd=rendition riaspect
  rightsprop=rightsproperty riscope role1 rscaleunit scn=scene sev=severity sig=signal pst1=status1
  subj=subjectcode squ=subjectqualifier timeunit tone tpctyp=topictype trustindicator urgy=urgency
  useracttype=useractiontype valfmt=valueformat vcdc=videocodec videodef=videodefinition
  ivqu=videoqualifier sov=videoscaling why=whypresent wldreg=worldregion
`;

/** Vocabularies that others keep and IPTC gives an address. */
const IPTC_EXTERNAL = `
  a1312cat=anpa1312-category a1312prio=anpa1312-priority a1312svc=anpa1312-servicelevel
  a1312vers=anpa1312-version bcp47 cusip figi gics isin mic=iso10383-mic iso3166-1a2 iso3166-1a3
  iso3166-2 iso4217a iso4217n parasport secst sedol ticker tidm
`;

const OTHERS: Readonly<Record<string, string>> = {
  dbpedia: 'http://dbpedia.org/resource/',
  'mb-artist': 'http://musicbrainz.org/artist/',
  'mb-label': 'http://musicbrainz.org/label/',
  'mb-recording': 'http://musicbrainz.org/recording/',
  'mb-release': 'http://musicbrainz.org/release/',
  'mb-releasegroup': 'http://musicbrainz.org/release-group/',
  'mb-work': 'http://musicbrainz.org/work/',
  geonames: 'http://sws.geonames.org/',
  geonameshttps: 'https://sws.geonames.org/',
  freebase: 'http://www.freebase.com',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  wikidata: 'http://www.wikidata.org/entity/',
};

/** Good in every file, whether it names the catalog or not: agencies leave the reference out. */
export const STANDARD_SCHEMES: ReadonlyMap<string, string> = new Map([
  ...below(NEWSCODES, IPTC_NEWSCODES),
  ...below(EXTERNAL, IPTC_EXTERNAL),
  ...Object.entries(OTHERS),
]);

/** Schemes of one vendor's catalog: good where the file refers to a catalog at that host. */
export const VENDOR_SCHEMES: readonly { catalog: RegExp; schemes: ReadonlyMap<string, string> }[] = [
  {
    // AP gives all its concepts ids of one namespace: the same GUIDs stand in its JSON with this scheme
    catalog: /\/\/cv\.ap\.org\//i,
    schemes: new Map(
      ['apsubject', 'apgeography', 'apcompany', 'aporganization', 'apparty', 'apperson', 'apevent'].map(
        (alias) => [alias, 'http://cv.ap.org/id/'],
      ),
    ),
  },
  {
    catalog: /catalog\.IPTC-Sports/i,
    schemes: new Map([
      ...below(NEWSCODES, 'spct speventstatus speventoutcome sptournamentphase spsocpos spsocaction'),
      ...below(NEWSCODES, 'spsocresult spamfresult spscoreunits spstat spsocstat spamfstat'),
    ]),
  },
];

function below(base: string, table: string): [string, string][] {
  return table
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [alias = '', path = alias] = entry.split('=');
      return [alias, `${base}${path}/`];
    });
}
