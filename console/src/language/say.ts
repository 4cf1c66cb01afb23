import { i18next } from './i18n';

/** Says a message outside of components; inside, `useTranslation` gives the same function. */
export const say = i18next.t.bind(i18next) as typeof i18next.t;
