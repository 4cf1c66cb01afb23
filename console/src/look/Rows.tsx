import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The shape of a list that is being loaded. */
export function Rows({ count = 4, height = 64 }: { count?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('state.loading')} style={{ display: 'grid', gap: 12 }}>
      {Array.from({ length: count }, (_, row) => (
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </div>
  );
}
