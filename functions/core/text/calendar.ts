/** Names of months, weekdays and time zones, in the languages of the wires. */

/**
 * First letters of month names: English, German, French, Spanish, Italian, Portuguese, Dutch, Nordic;
 * Polish, Turkish, Russian, Ukrainian, Bulgarian and Greek where no two of them differ ("lipiec", "lipanj"). */
const MONTHS: readonly (readonly [RegExp, number])[] = [
  [/^(?:jan|jän|ene|gen|tammi|sty|oca|янв|січ|яну|ιαν)/u, 1],
  [/^(?:feb|fév|fev|helmi|lut|şub|фев|лют|φεβ)/u, 2],
  [/^(?:mar|mär|mrz|maa|mrt|мар|бер|μαρ|μάρ)/u, 3],
  [/^(?:apr|avr|abr|huhti|kwi|nis|апр|кві|απρ)/u, 4],
  [/^(?:may|mai|mei|mayo|mag|maj|touko|май|мая|тра|μαΐ|μάι)/u, 5],
  [/^(?:jun|juin|giu|kesä|cze|haz|июн|чер|юни|ιουν|ιούν)/u, 6],
  [/^(?:jul|juil|lug|heinä|tem|июл|юли|ιουλ|ιούλ)/u, 7],
  [/^(?:aug|aoû|aou|ago|agu|ağu|elo|sie|авг|сер|αυγ|αύγ)/u, 8],
  [/^(?:sep|set|syys|wrz|eyl|сен|вер|сеп|σεπ)/u, 9],
  [/^(?:oct|okt|oub|out|ott|loka|paź|eki|окт|жов|οκτ)/u, 10],
  [/^(?:nov|marras|kas|ноя|ное|νοε|νοέ)/u, 11],
  [/^(?:dec|dez|déc|dic|des|joulu|gru|ara|дек|гру|δεκ)/u, 12],
];

const WEEKDAY =
  /^(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|gio|seg|ter|qua|qui|sex|ma|wo|vr|za|zo|må|ti|on|to|fre|lör|lør|sön|søn|пн|вт|ср|чт|пт|сб|вс|нд|пон|вто|сре|чет|пят|суб|вос)(?:[\p{L}]{0,10})[.,]?$/iu;
/** Only names that mean one offset; where two continents use one (IST, CST), the one that wires mean. */
const ZONES: Readonly<Partial<Record<string, string>>> = {
  z: 'Z',
  ut: 'Z',
  gmt: 'Z',
  utc: 'Z',
  wet: 'Z',
  west: '+01:00',
  bst: '+01:00',
  cet: '+01:00',
  mez: '+01:00',
  cest: '+02:00',
  mesz: '+02:00',
  eet: '+02:00',
  eest: '+03:00',
  msk: '+03:00',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
  aest: '+10:00',
  aedt: '+11:00',
  jst: '+09:00',
  ist: '+05:30',
};

/** 1-12 of a month's name in any of the languages; undefined for another word. */
export function monthOf(name: string | undefined): number | undefined {
  const lower = name?.toLowerCase() ?? '';
  return MONTHS.find(([pattern]) => pattern.test(lower))?.[1];
}

export function isWeekday(token: string): boolean {
  return WEEKDAY.test(token);
}

/** The offset of a zone's name: "Z", "+02:00"; undefined for another word. */
export function zoneOffset(name: string): string | undefined {
  return ZONES[name.toLowerCase()];
}
