import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session';
import { Bell } from '../features/messages/Bell';
import { Mark } from '../look/Mark';
import { LineBanner } from './LineBanner';
import { Navigation } from './Navigation';
import { PersonMenu } from './PersonMenu';
import { SchemeButton } from './SchemeButton';
import classes from './Shell.module.css';

/** The frame around every page behind the sign-in. */
export function Shell() {
  const { t } = useTranslation();
  const { person } = useSession();
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const first = useRef(true);

  // A new page begins at its top for the keyboard too, as it would without JavaScript.
  useEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [pathname]);

  // Whoever comes next begins anew: nothing of the person before stays on the screen.
  return (
    <div key={person.id} className={classes.shell}>
      <a className={`${classes.skip} not-printed`} href="#main">
        {t('shell.skip')}
      </a>
      <header className={`${classes.header} not-printed`}>
        <Link to="/ask" className={classes.brand} aria-label={t('shell.home')}>
          <Mark />
          <span>Curfew</span>
        </Link>
        <Navigation />
        <div className={classes.own}>
          <SchemeButton />
          <Bell />
          <PersonMenu />
        </div>
      </header>
      <LineBanner />
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
    </div>
  );
}
