/** The agency that is none: its stories go the whole way of a delivery, and to nobody. */
import type { Provider } from './agency.ts';

/** No agency of the settings may bear it. */
export const CANARY_ID = 'wire-canary';

/** Nothing of it is kept for longer than a day. */
export const CANARY: Provider = {
  id: CANARY_ID,
  name: 'Canary',
  language: 'en',
  deliveryDays: 1,
  retentionDays: 1,
};
