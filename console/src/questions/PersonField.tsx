import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { peopleQuery } from '../api/people';
import type { Person } from '../api/shapes';
import type { TextField } from './field';

interface Props extends TextField {
  /** Whom the value names at first, so that they have a name before they were found. */
  known?: Person;
}

/** Somebody of the company, found by name, login, department or title; the value is their login. */
export function PersonField({ value, onChange, known, ...field }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [find] = useDebouncedValue(typed, 200);
  const [chosen, setChosen] = useState(known && asOption(known));
  const found = useQuery(peopleQuery(chosen?.label === find ? '' : find));
  const options = (found.data ?? []).map(asOption);
  if (chosen && chosen.value === value && !options.some((option) => option.value === value)) options.unshift(chosen);
  return (
    <Select
      {...field}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('form.clear') }}
      data={options}
      // The server has found them already, by more than what is shown.
      filter={({ options: all }) => all}
      placeholder={t('form.findPerson')}
      nothingFoundMessage={found.isFetching ? t('form.finding') : t('form.nobodyFound')}
      value={value || null}
      onSearchChange={setTyped}
      onChange={(login, option) => {
        setChosen(option ?? undefined);
        onChange(login ?? undefined);
      }}
    />
  );
}

const asOption = ({ login, name, department }: Person) => ({ value: login, label: `${name}, ${department}` });
