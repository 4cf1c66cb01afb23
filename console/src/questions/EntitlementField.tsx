import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { offersQuery } from '../api/offers';
import type { TextField } from './field';

/** Something that may be held, of what I am offered; the value is its id. */
export function EntitlementField({ value, onChange, ...field }: TextField) {
  const { t } = useTranslation();
  const offers = useQuery(offersQuery);
  const names = new Map<string, string>();
  for (const { entitlement, bundle } of offers.data ?? []) {
    for (const { id, app_title: app, title } of bundle ?? [entitlement]) names.set(id, `${app} / ${title}`);
  }
  const options = [...names].map(([id, label]) => ({ value: id, label }));
  return (
    <Select
      {...field}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('form.clear') }}
      data={options}
      nothingFoundMessage={t('form.nothingFound')}
      value={value || null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}
