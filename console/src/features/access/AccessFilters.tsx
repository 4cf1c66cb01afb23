import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Access.module.css';
import type { Filter } from './filter';

interface Props {
  filter: Filter;
  apps: { value: string; label: string }[];
  onChange: (part: Partial<Filter>) => void;
}

/** By person, by app, by state; kept in the address, so that a view can be sent to somebody. */
export function AccessFilters({ filter, apps, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className={`${classes.filters} not-printed`} role="search">
      <TextInput
        type="search"
        size="sm"
        aria-label={t('access.person')}
        placeholder={t('access.person')}
        leftSection={<IconSearch size={16} stroke={1.5} />}
        value={filter.person ?? ''}
        onChange={(event) => onChange({ person: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        size="sm"
        aria-label={t('access.app')}
        value={filter.app ?? ''}
        data={[{ value: '', label: t('access.allApps') }, ...apps]}
        onChange={(event) => onChange({ app: event.currentTarget.value || undefined })}
      />
      <SegmentedControl
        aria-label={t('access.state')}
        value={filter.state ?? 'live'}
        data={(['live', 'over', 'any'] as const).map((value) => ({ value, label: t(`access.${value}`) }))}
        onChange={(state) => onChange({ state: state === 'live' ? undefined : (state as Filter['state']) })}
      />
    </div>
  );
}
