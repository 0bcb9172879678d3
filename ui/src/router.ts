// The nine rooms. Each is its own chunk, loaded when it is first entered.
import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router';
import { dayRoute } from '@/features/day/routes';
import type { IconName } from '@/shared/UiIcon.vue';

export interface Room {
  name: string;
  title: string;
  icon: IconName;
}

/** In the order of the rail, and of Alt+1 … Alt+9. */
export const rooms: Room[] = [
  { name: 'today', title: '今日', icon: 'today' },
  { name: 'roster', title: '底册', icon: 'roster' },
  { name: 'search', title: '搜索', icon: 'search' },
  { name: 'import', title: '导入', icon: 'import' },
  { name: 'testing', title: '检测', icon: 'testing' },
  { name: 'report', title: '日报', icon: 'report' },
  { name: 'history', title: '记录', icon: 'history' },
  { name: 'settings', title: '设置', icon: 'settings' },
  { name: 'office', title: '文件', icon: 'office' },
];

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/today' },
  { path: '/today', name: 'today', component: () => import('@/features/today/TodayPage.vue') },
  { path: '/roster', name: 'roster', component: () => import('@/features/roster/RosterPage.vue') },
  { path: '/search', name: 'search', component: () => import('@/features/search/SearchPage.vue') },
  { path: '/import', name: 'import', component: () => import('@/features/import/ImportPage.vue') },
  {
    path: '/testing',
    children: [
      { path: '', name: 'testing', component: () => import('@/features/testing/TestingPage.vue') },
      dayRoute,
    ],
  },
  { path: '/report', name: 'report', component: () => import('@/features/report/ReportPage.vue') },
  { path: '/history', name: 'history', component: () => import('@/features/history/HistoryPage.vue') },
  { path: '/settings', name: 'settings', component: () => import('@/features/settings/SettingsPage.vue') },
  { path: '/office', name: 'office', component: () => import('@/features/office/OfficePage.vue') },
  { path: '/:rest(.*)*', redirect: '/today' },
];

export const router = createRouter({ history: createWebHashHistory(), routes });
