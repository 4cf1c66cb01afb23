import type { ErrorComponentProps } from '@tanstack/react-router';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Trouble } from '../look/Trouble';
import classes from './Broken.module.css';

/** What is shown when the console itself cannot start or go on. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <main className={classes.broken}>
      <Trouble thing={t('broken.thing')} error={error} onRetry={retry} />
    </main>
  );
}
