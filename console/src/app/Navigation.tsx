import { IconClockHour5, IconHistory, IconInbox, IconKey, IconListDetails, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { approvalsQuery } from '../api/approvals';
import { useSession } from '../api/session';
import classes from './Navigation.module.css';
import { placesFor, type Place } from './places';

const icons: Record<Place, typeof IconPlus> = {
  ask: IconPlus,
  requests: IconListDetails,
  holding: IconClockHour5,
  inbox: IconInbox,
  access: IconKey,
  audit: IconHistory,
};

/** The places one may go; at the top of large screens, at the foot of small ones. */
export function Navigation() {
  const { t } = useTranslation();
  const { roles } = useSession();
  return (
    <nav className={classes.nav} aria-label={t('shell.navigation')}>
      {placesFor(roles).map((place) => {
        const Icon = icons[place];
        return (
          <Link key={place} to={`/${place}`} className={classes.place} activeProps={{ 'data-here': true }}>
            <Icon size={20} stroke={1.5} aria-hidden="true" className={classes.icon} />
            {t(`place.${place}`)}
            {place === 'inbox' && <Waiting />}
          </Link>
        );
      })}
    </nav>
  );
}

function Waiting() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(approvalsQuery('open'));
  const count = query.data?.filter((approval) => approval.may_decide).length ?? 0;
  if (count === 0) return null;
  const shown = query.hasNextPage ? `${count}+` : String(count);
  return (
    <>
      {' '}
      <span className={classes.count} aria-hidden="true">
        {shown}
      </span>
      <span className="only-heard">{t('shell.waiting', { count })}</span>
    </>
  );
}
