import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { asRefusal } from '../api/refusal';
import classes from './Trouble.module.css';

interface Props {
  /** The thing that did not work: "Your requests could not be loaded". */
  thing: string;
  error: unknown;
  onRetry?: () => void;
}

/** An error: the thing, the reason, and the mend. */
export function Trouble({ thing, error, onRetry }: Props) {
  const { t } = useTranslation();
  const refusal = asRefusal(error);
  const mend = refusal.status === 403 ? t('mend.forbidden') : refusal.mayHaveArrived ? t('mend.again') : '';
  return (
    <div className={classes.trouble} role="alert">
      <IconAlertCircle size={20} stroke={1.5} aria-hidden="true" />
      <div className={classes.words}>
        <strong>{thing}</strong>
        <span>
          {refusal.message} {mend}
        </span>
      </div>
      {onRetry && (
        <Button variant="default" size="xs" onClick={onRetry}>
          {t('act.tryAgain')}
        </Button>
      )}
    </div>
  );
}
