#pragma once
#include "report/reading.h"
#include "vedette/engine.h"
