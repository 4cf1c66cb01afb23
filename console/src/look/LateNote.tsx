import { useTranslation } from 'react-i18next';
import type { Access } from '../api/shapes';
import { sayDuration } from '../time/duration';
import { LATE_AFTER_SECONDS } from './accessClock';
import { Note } from './Note';

/** How late an end was confirmed; nothing where it was on time. */
export function LateNote({ access }: { access: Access }) {
  const { t } = useTranslation();
  const late = access.late_seconds ?? 0;
  if (access.state !== 'ended' || late <= LATE_AFTER_SECONDS) return null;
  const length = sayDuration(late);
  return <Note tone="late">{t('clock.confirmedLate', { app: access.entitlement.app_title, length })}</Note>;
}
