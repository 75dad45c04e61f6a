/*! Stepping Up 0.1.0 (BSD-3-Clause). Contains Preact, (c) Jason Miller (MIT). */
"use strict";(()=>{})();
