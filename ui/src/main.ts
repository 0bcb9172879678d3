import { createApp } from 'vue';
import App from './App.vue';
import { applyLook } from './shared/look';
import './shared/tokens.css';
import './shared/base.css';
import './shared/forced.css';
import { router } from './router';

applyLook();
createApp(App).use(router).mount('#app');
