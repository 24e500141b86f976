/** Where a picture was taken, or what place it shows. */
import type { Place } from '../../article/ninjs.ts';
import type { Exif } from './exif.ts';
import type { Iim } from './iim.ts';
import type { Xmp } from './xmp.ts';

export interface Location {
  sublocation: string | undefined;
  city: string | undefined;
  state: string | undefined;
  country: string | undefined;
  countryCode: string | undefined;
}

/** The fields of old; where none of them is filled, where the picture was taken, or else what it shows. */
export function locationOf(xmp: Xmp, iim: Iim): Location {
  const old: Location = {
    sublocation: xmp.one('Iptc4xmpCore:Location') ?? iim.one('sublocation'),
    city: xmp.one('photoshop:City') ?? iim.one('city'),
    state: xmp.one('photoshop:State') ?? iim.one('state'),
    country: xmp.one('photoshop:Country') ?? iim.one('country'),
    countryCode: xmp.one('Iptc4xmpCore:CountryCode') ?? iim.one('country-code'),
  };
  if (Object.values(old).some((value) => value !== undefined)) return old;
  const [first] = [...locations(xmp, 'LocationCreated'), ...locations(xmp, 'LocationShown')];
  return first ?? old;
}

function locations(xmp: Xmp, name: 'LocationCreated' | 'LocationShown'): Location[] {
  return xmp.structures(`Iptc4xmpExt:${name}`).map((one) => ({
    sublocation: one.get('Sublocation') ?? one.get('LocationName'),
    city: one.get('City'),
    state: one.get('ProvinceState'),
    country: one.get('CountryName'),
    countryCode: one.get('CountryCode'),
  }));
}

/** From the place in the picture to its country; a point only where EXIF has one. */
export function placesOf(location: Location, xmp: Xmp, exif: Exif): Place[] {
  const found = placesIn(location);
  for (const place of locations(xmp, 'LocationShown').flatMap(placesIn)) {
    const isKnown = found.some(({ name, literal, rel }) =>
      place.name === undefined ? literal === place.literal : name === place.name && rel === place.rel,
    );
    if (!isKnown) found.push(place);
  }
  if (exif.point === undefined) return found;
  const [nearest, ...others] = found;
  const geoJSON = { type: 'Point' as const, coordinates: exif.point };
  return [
    nearest === undefined
      ? { literal: exif.point.join(','), rel: 'taken', geoJSON }
      : { ...nearest, geoJSON },
    ...others,
  ];
}

function placesIn({ sublocation, city, state, country, countryCode }: Location): Place[] {
  const names = Object.entries({ sublocation, city, state, country });
  const found = names.flatMap(([rel, name]): Place[] => (name === undefined ? [] : [{ name, rel }]));
  const named = found.find(({ rel }) => rel === 'country');
  if (countryCode !== undefined && named !== undefined) named.literal = countryCode;
  else if (countryCode !== undefined) found.push({ literal: countryCode, rel: 'country' });
  return found;
}
