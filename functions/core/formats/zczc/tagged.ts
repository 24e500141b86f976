/** Fields behind two letters and "#". */
import type { Organisation } from '../../article/ninjs.ts';
import type { WireItem } from '../../article/wire-item.ts';
import { bodyOf } from './lines.ts';
import type { Message } from './messages.ts';

/** "TI#Ferries sail again". */
export const TAGGED = /^(?<name>[A-Z]{2})#(?<value>.*)$/i;

/** News Bites: AN id, PD date, TI title, AB abstract, TX text, CO companies, KY keywords, BY author. */
export function readTagged({ header, lines }: Message): WireItem {
  const fields = new Map<string, string>();
  let name = '';
  for (const line of lines) {
    const groups = TAGGED.exec(line)?.groups;
    if (groups !== undefined) name = groups.name?.toUpperCase() ?? '';
    const value = groups === undefined ? line : (groups.value ?? '');
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : `${before}\n${value}`);
  }
  const take = (key: string): string | undefined => {
    const value = fields.get(key)?.trim();
    fields.delete(key);
    return value === '' ? undefined : value;
  };
  const id = take('AN');
  const date = take('PD');
  const title = take('TI');
  const abstract = take('AB');
  const text = take('TX');
  const by = take('BY');
  const organisations = listOf(take('CO')).map(organisationOf);
  const keywords = listOf(take('KY'));
  const rest = [...fields].filter(([key, value]) => key !== '' && value.trim() !== '');
  return {
    type: 'text',
    ...(id !== undefined && { id }),
    ...(date !== undefined && { versionCreated: date }),
    headlines: title === undefined ? [] : [{ role: 'main', value: title }],
    ...(abstract !== undefined && { descriptions: [{ role: 'abstract', value: abstract }] }),
    ...(text !== undefined && { body: bodyOf(text.split('\n'), false) }),
    ...(by !== undefined && { by }),
    organisations,
    keywords,
    ...(header !== '' && { service: header }),
    extra: Object.fromEntries(rest.map(([key, value]) => [key, value.trim()])),
  };
}

function listOf(value: string | undefined): string[] {
  return (value ?? '')
    .split(/[;\n|]|,(?!\s?(?:Inc|Ltd|LLC|PLC|Corp|Limited)\b)/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** "Alder Mining Ltd (ASX:ALD)": the symbol apart. */
function organisationOf(written: string): Organisation {
  const groups = /^(?<name>.*?)\s?[([](?<exchange>[A-Z]{2,8})\s?:\s?(?<symbol>[\w.-]{1,12})[)\]]$/.exec(
    written,
  )?.groups;
  if (groups === undefined) return { name: written };
  const { name = '', exchange = '', symbol = '' } = groups;
  return { ...(name === '' ? { literal: symbol } : { name }), symbols: [{ exchange, symbol }] };
}
