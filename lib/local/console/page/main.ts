/** The console page: news from the server go into the state, and the state into every panel. */
import './no-eval.ts';

import { createDashboard } from './dashboard/dashboard.ts';
import { byId, show } from './dom.ts';
import { createAlerts } from './panels/alerts.ts';
import { createCaption } from './panels/caption.ts';
import { createChoice } from './panels/choice.ts';
import { createClockBar } from './panels/clock-bar.ts';
import { createDetail } from './panels/detail.ts';
import { createFeed } from './panels/feed.ts';
import { createFleetList } from './panels/fleet-list.ts';
import { createFreeze } from './panels/freeze.ts';
import { createMessages } from './panels/messages.ts';
import { createTroubles } from './panels/troubles.ts';
import { listen } from './server.ts';
import { merge, type State } from './store.ts';

let state: State | null = null;
let scheduled = false;

/** At most once a frame, however many news there are. */
const refresh = (): void => {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    if (state !== null) for (const panel of panels) panel(state);
  });
};

const choice = createChoice(refresh);

const panels: readonly ((state: State) => void)[] = [
  createClockBar(),
  createCaption(choice),
  createFreeze(),
  createFleetList(choice),
  createDetail(choice),
  createFeed(choice),
  createAlerts(),
  createMessages(),
  createTroubles(),
  createDashboard(),
];

for (const id of ['filter', 'only-chosen']) byId(id).addEventListener('input', refresh);

listen({
  onUpdate: (update) => {
    show(byId('lost'), false);
    state = merge(state, update);
    refresh();
  },
  onLost: () => show(byId('lost'), true),
});
