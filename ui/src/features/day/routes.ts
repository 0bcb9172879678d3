// 检测日: the pages of the testing day, in the order of the day. Each is its own chunk. Not here: rounds themselves (`testing`).
import type { RouteRecordRaw } from 'vue-router';

declare module 'vue-router' {
  interface RouteMeta {
    /** The page is about one round. */
    round?: boolean;
  }
}

const tab = (
  path: string,
  title: string,
  component: RouteRecordRaw['component'],
  round = true,
): RouteRecordRaw & { name: string; title: string } =>
  ({ path, name: `day-${path}`, title, component, meta: { round } }) as RouteRecordRaw & {
    name: string;
    title: string;
  };

/** The evening before, the day, afterwards; rules for all of it. `DayPage.vue` leaves a space between these. */
export const dayTabs = [
  tab('plan', '排程', () => import('./plan/PlanPage.vue')),
  tab('notices', '通知', () => import('./notices/NoticesPage.vue')),
  tab('print', '打印', () => import('./print/PrintPage.vue'), false),
  tab('checkin', '扫码登记', () => import('./checkin/CheckInPage.vue')),
  tab('tubes', '采样管', () => import('./tubes/TubesPage.vue')),
  tab('antigen', '抗原', () => import('./antigen/AntigenPage.vue')),
  tab('calls', '催检', () => import('./calls/CallsPage.vue')),
  tab('figures', '公示', () => import('./figures/FiguresPage.vue')),
  tab('board', '无疫情', () => import('./board/BoardPage.vue'), false),
  tab('review', '复盘', () => import('./review/ReviewPage.vue')),
  tab('rules', '规则', () => import('./rules/RulesPage.vue'), false),
];

/** Stands under `/testing`, so that the rail stays on 检测. */
export const dayRoute: RouteRecordRaw = {
  path: 'day',
  component: () => import('./DayPage.vue'),
  children: [{ path: '', name: 'day', redirect: { name: 'day-checkin' } }, ...dayTabs],
};
